// SPDX-License-Identifier: MIT
pragma solidity ^0.8.34;

import {ISaleCredits} from "./ISaleCredits.sol";

/// @title  IReserveAuction
/// @notice Auctions of masters and layers. The token is in this contract's custody from the first moment to the last, and
///         this contract cannot restyle, so a style cannot move under a bid. A bid names the auction, and an auction has
///         one style: a seller who cancels, restyles and begins anew begins another auction.
///
///         The first bid of at least the reserve starts 24 hours. A bid in the last 15 minutes moves the end by
///         15 minutes. Every bid is at least 5 % above the one before it. Whoever is outbid is credited.
interface IReserveAuction is ISaleCredits {
    /// @notice The caller does not own the token.
    error NotTokenOwner(address caller, uint256 tokenId);
    /// @notice The caller did not create the auction.
    error NotSeller(address caller, uint256 auctionId);
    /// @notice No auction has this id, or it is settled or cancelled.
    error UnknownAuction(uint256 auctionId);
    /// @notice A reserve is above zero.
    error NoReserve(uint256 tokenId);
    /// @notice A bid must be of `least` wei at least.
    error BidTooLow(uint256 auctionId, uint256 sent, uint256 least);
    /// @notice Bids were taken until `endedAt`, unix seconds.
    error AuctionOver(uint256 auctionId, uint256 endedAt);
    /// @notice The auction can be settled from `endsAt`, unix seconds; 0 while nobody has bid.
    error AuctionNotOver(uint256 auctionId, uint256 endsAt);
    /// @notice An auction with a bid cannot be cancelled.
    error AlreadyBid(uint256 auctionId, address bidder);

    /// @notice A token is up for auction. `word` is its style word, which stays as it is until the auction is over.
    event AuctionCreated(
        uint256 indexed auctionId, uint256 indexed tokenId, address indexed seller, uint256 reserve, uint256 word
    );
    /// @notice This is now the highest bid, and `endsAt` (unix seconds) the end.
    event BidPlaced(uint256 indexed auctionId, address indexed bidder, uint256 amount, uint256 endsAt);
    /// @notice The seller took the token back.
    event AuctionCancelled(uint256 indexed auctionId, uint256 indexed tokenId);
    /// @notice The token is the winner's. The seller was credited with `amount - royalty`.
    event AuctionSettled(
        uint256 indexed auctionId, uint256 indexed tokenId, address indexed winner, uint256 amount, uint256 royalty
    );

    /// @notice Puts a token up for auction and takes it into custody. The owner's; this contract must be approved.
    /// @param reserve     wei, not 0: the least first bid
    /// @return auctionId  1 for the first auction, +1 for every other
    function create(uint256 tokenId, uint96 reserve) external returns (uint256 auctionId);

    /// @notice Bids the value sent.
    function bid(uint256 auctionId) external payable;

    /// @notice Ends an auction whose time is up: token to the highest bidder, price to the seller's and the royalty
    ///         receiver's credit. Anybody's.
    function settle(uint256 auctionId) external;

    /// @notice Takes the token back. The seller's, before the first bid.
    function cancel(uint256 auctionId) external;

    /// @return tokenId  what is sold
    /// @return seller   who created the auction
    /// @return bidder   the highest bidder; zero while nobody has bid
    /// @return amount   wei, the highest bid; the reserve while nobody has bid
    /// @return endsAt   unix seconds; 0 while nobody has bid
    function auctionOf(uint256 auctionId)
        external
        view
        returns (uint256 tokenId, address seller, address bidder, uint256 amount, uint256 endsAt);

    /// @return wei, what the next bid must be at least.
    function leastBid(uint256 auctionId) external view returns (uint256);

    /// @return The auction in which the token is, or 0.
    function liveAuctionOf(uint256 tokenId) external view returns (uint256);

    /// @return How many auctions there have been; their ids are 1…auctions.
    function auctions() external view returns (uint256);
}
