// SPDX-License-Identifier: MIT
pragma solidity ^0.8.34;

import {IERC2981} from "@openzeppelin/contracts/interfaces/IERC2981.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {SafeTransferLib} from "solady/utils/SafeTransferLib.sol";
import {ISaleCredits} from "./interfaces/ISaleCredits.sol";

/// @title  SaleCredits
/// @notice What every contract that sells layers shares: who is owed what, and how a price is divided.
/// @dev    The balance is never below the sum of all credits. `layerToken` is trusted: its royalty is at most the price.
abstract contract SaleCredits is ISaleCredits, ReentrancyGuardTransient {
    /// @inheritdoc ISaleCredits
    address public immutable layerToken;
    /// @inheritdoc ISaleCredits
    mapping(address account => uint256) public creditOf;

    constructor(address layerToken_) {
        layerToken = layerToken_;
    }

    /// @inheritdoc ISaleCredits
    function withdraw(address to) external nonReentrant {
        if (to == address(0)) revert NoRecipient();
        uint256 amount = creditOf[msg.sender];
        if (amount == 0) revert NoCredit(msg.sender);
        creditOf[msg.sender] = 0;
        emit Withdrawn(msg.sender, to, amount);
        SafeTransferLib.safeTransferETH(to, amount);
    }

    /// @dev Divides a price between the royalty's receiver (ERC-2981) and the seller.
    function _creditSale(uint256 tokenId, address seller, uint256 price) internal returns (uint256 royalty) {
        address receiver;
        (receiver, royalty) = IERC2981(layerToken).royaltyInfo(tokenId, price);
        if (royalty != 0) _credit(receiver, royalty);
        _credit(seller, price - royalty);
    }

    function _credit(address account, uint256 amount) internal {
        creditOf[account] += amount;
        emit Credited(account, amount);
    }
}
